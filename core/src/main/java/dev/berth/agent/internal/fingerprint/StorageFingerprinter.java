package dev.berth.agent.internal.fingerprint;

import dev.berth.agent.Fingerprint;
import dev.berth.agent.Fingerprinter;
import dev.berth.model.Resources;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** The disk that a directory lies on. Stateless. */
public final class StorageFingerprinter implements Fingerprinter {
    private final Path directory;

    public StorageFingerprinter(Path directory) {
        this.directory = directory;
    }

    @Override
    public String name() {
        return "storage";
    }

    @Override
    public Fingerprint fingerprint() throws IOException {
        FileStore store = Files.getFileStore(directory);
        long free = store.getUsableSpace();
        return Fingerprint.builder()
                .attribute("unique.storage.volume", store.name())
                .attribute("unique.storage.bytestotal", Long.toString(store.getTotalSpace()))
                .attribute("unique.storage.bytesfree", Long.toString(free))
                .resources(Resources.builder().set(Resources.DISK, free).build())
                .build();
    }
}
