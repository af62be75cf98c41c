package dev.berth.wire.nomad;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How the host's cpu units relate to the MHz of Nomad's JSON: {@code hostUnits} of them are worth {@code mhz}. Immutable.
 *
 * <p>Both directions round to the nearest whole number. Where a unit is worth 1 MHz or more nothing is lost on the way out and back
 * in; where it is worth less, neighbouring amounts become one. Example: with 1,000 units for 2,600 MHz, 250 units are 650 MHz.
 *
 * @param hostUnits an amount of the host's units, 1 or more
 * @param mhz what it is worth in MHz, 1 or more
 */
public record CpuScale(long hostUnits, long mhz) {

    /** One unit is one MHz, as Nomad counts. */
    public static final CpuScale MHZ = new CpuScale(1, 1);

    public CpuScale {
        checkArgument(hostUnits >= 1, "The host's units (%s) must be 1 or more.", hostUnits);
        checkArgument(mhz >= 1, "The MHz (%s) must be 1 or more.", mhz);
    }

    /**
     * Returns an amount of MHz in the host's units.
     *
     * @throws ArithmeticException if it is too large
     */
    public long toHost(long amountMhz) {
        return scaled(amountMhz, hostUnits, mhz);
    }

    /**
     * Returns an amount of the host's units in MHz.
     *
     * @throws ArithmeticException if it is too large
     */
    public long toMhz(long amount) {
        return scaled(amount, mhz, hostUnits);
    }

    private static long scaled(long amount, long times, long by) {
        return times == by
                ? amount
                : Math.floorDiv(Math.addExact(Math.multiplyExact(Math.multiplyExact(amount, 2), times), by), 2 * by);
    }
}
