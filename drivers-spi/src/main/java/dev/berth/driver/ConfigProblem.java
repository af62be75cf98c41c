package dev.berth.driver;

/**
 * One thing that is wrong with a task's config. Immutable.
 *
 * @param path where: {@code command}, {@code args[2]}, {@code logging.type}
 * @param value what stands there, shortened to 60 characters; empty when nothing does
 * @param problem one clause: {@code must be a string}
 * @param advice what to do, one sentence, or empty
 */
public record ConfigProblem(String path, String value, String problem, String advice) {

    /** Returns it as text: {@code config.comand ("ls"): is not a key of raw_exec. Did you mean command?} */
    public String message() {
        String shown = value.isEmpty() ? "" : " (" + value + ")";
        return "config." + path + shown + " " + problem + "." + (advice.isEmpty() ? "" : " " + advice);
    }
}
