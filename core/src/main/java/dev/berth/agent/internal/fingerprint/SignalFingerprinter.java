package dev.berth.agent.internal.fingerprint;

import dev.berth.agent.Fingerprint;
import dev.berth.agent.Fingerprinter;
import dev.berth.driver.Signals;

/** The signals that tasks can be sent. Stateless. */
public final class SignalFingerprinter implements Fingerprinter {
    @Override
    public String name() {
        return "signals";
    }

    @Override
    public Fingerprint fingerprint() {
        return Fingerprint.builder()
                .attribute("os.signals", String.join(",", Signals.all().keySet()))
                .build();
    }
}
