package dev.berth.sample.cli.text;

/** How ids are printed. Stateless. */
public final class Ids {
    private static final int SHORT = 8;

    private Ids() {}

    /** Returns the first 8 characters, which tell ids apart nearly always. */
    public static String shorten(String id) {
        return id.length() <= SHORT ? id : id.substring(0, SHORT);
    }

    /** Returns the whole id when asked for, its first 8 characters otherwise. */
    public static String show(String id, boolean whole) {
        return whole ? id : shorten(id);
    }
}
