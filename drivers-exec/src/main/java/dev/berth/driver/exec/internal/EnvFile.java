package dev.berth.driver.exec.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Hands an environment to a task exactly, through a shell.
 *
 * <p>A file of {@code export NAME='value'} lines carries all variables that a shell can hold, so that no value shows up in
 * the list of processes. The rest (names such as {@code a.b}, and those with a meaning to shells) becomes arguments of
 * {@code env}, which also removes what shells add on their own.
 */
final class EnvFile {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern SPECIAL =
            Pattern.compile("_|PWD|OLDPWD|SHLVL|PPID|U?ID|E?UID|GROUPS|SHELLOPTS|BASH.*|OPT.*|LINENO"
                    + "|S?RANDOM|SECONDS|EPOCH.*|HIST.*|DIRSTACK|FUNCNAME|FUNCNEST|IFS|POSIXLY_CORRECT|COMP_.*|PIPESTATUS|PS[0-9]"
                    + "|ENV|MAIL.*|TMOUT|MACHTYPE|HOSTTYPE|OSTYPE|REPLY|EXECIGNORE|GLOB.*|TIMEFORMAT");
    private static final List<String> ADDED_BY_SHELLS = List.of("PWD", "OLDPWD", "SHLVL", "_", "LC_ALL");

    private EnvFile() {}

    /** Returns the lines to be read by a shell. */
    static String text(Map<String, String> env) {
        var text = new StringBuilder();
        env.forEach((name, value) -> {
            if (fitsShell(name)) {
                text.append("export ")
                        .append(name)
                        .append("='")
                        .append(value.replace("'", "'\\''"))
                        .append("'\n");
            }
        });
        return text.toString();
    }

    /** Returns the arguments of {@code env} for what the file cannot carry. */
    static List<String> arguments(Map<String, String> env) {
        var arguments = new ArrayList<String>();
        for (String name : ADDED_BY_SHELLS) {
            if (!env.containsKey(name)) {
                arguments.add("-u");
                arguments.add(name);
            }
        }
        arguments.add("--");
        env.forEach((name, value) -> {
            if (!fitsShell(name)) {
                arguments.add(name + "=" + value);
            }
        });
        return arguments;
    }

    private static boolean fitsShell(String name) {
        return NAME.matcher(name).matches() && !SPECIAL.matcher(name).matches();
    }
}
