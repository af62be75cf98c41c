package dev.berth.jobspec.internal.source;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what somebody who misspelt a name may have meant. */
public final class Suggestion {
    private static final int LONGEST = 64;

    private Suggestion() {}

    /** Returns {@code Did you mean "x"?}, or null when no known name is near. Of equally near names the first is taken. */
    public static @Nullable String didYouMean(String written, Collection<String> known) {
        return nearest(written, known)
                .map(name -> "Did you mean \"" + name + "\"?")
                .orElse(null);
    }

    /** Returns the known name with the fewest edits to {@code written}, if that is at most a third of its letters. */
    public static Optional<String> nearest(String written, Collection<String> known) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        String wanted = plain(written);
        String best = null;
        int bestEdits = Math.max(1, written.length() / 3) + 1;
        for (String name : known) {
            int edits = name.length() > LONGEST ? Integer.MAX_VALUE : edits(wanted, plain(name));
            if (edits < bestEdits) {
                best = name;
                bestEdits = edits;
            }
        }
        return Optional.ofNullable(best);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /** Returns the optimal string alignment distance: insertions, deletions, changes and swaps of neighbours. */
    static int edits(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1]; // [letters of a][letters of b]
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : cheapest(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int cheapest(int[][] d, String a, String b, int i, int j) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + change);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
    }
}
