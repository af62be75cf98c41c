package dev.berth.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules of periodic and parameterized jobs. Stateless. */
final class LaunchValidator {

    private static final Pattern CRON_FIELD = Pattern.compile("[0-9A-Za-z*/,?#-]+");
    private static final ImmutableSet<String> CRON_NICKNAMES =
            ImmutableSet.of("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly");
    private static final Set<String> TIME_ZONES = ZoneId.getAvailableZoneIds();

    private LaunchValidator() {}

    static void validate(Job job, Problems problems) {
        boolean ends = job.type() == JobType.BATCH || job.type() == JobType.SYSBATCH;
        PeriodicConfig periodic = job.periodic();
        if (periodic != null) {
            typeAllows(ends, job, "periodic", problems);
            periodic(periodic, problems.at("periodic"));
        }
        ParameterizedConfig parameterized = job.parameterized();
        if (parameterized != null) {
            typeAllows(ends, job, "parameterized", problems);
            parameterized(parameterized, problems.at("parameterized"));
        }
    }

    private static void typeAllows(boolean ends, Job job, String block, Problems problems) {
        problems.check(
                ends,
                block,
                job.type().word(),
                "A " + job.type().word() + " job cannot be " + block + ".",
                "Make it a batch or sysbatch job, or remove the block.");
    }

    private static void periodic(PeriodicConfig periodic, Problems problems) {
        problems.check(
                periodic.specType().equals("cron"),
                "specType",
                periodic.specType(),
                "It is not a known word.",
                "Use one of: cron.");
        problems.check(
                TIME_ZONES.contains(periodic.timeZone()),
                "timeZone",
                periodic.timeZone(),
                "There is no such time zone.",
                "Use an IANA name such as UTC or Europe/Berlin.");
        boolean single = !periodic.spec().isEmpty();
        problems.check(
                !(single && !periodic.crons().isEmpty()),
                "spec",
                periodic.spec(),
                "One expression and a list of expressions exclude each other.",
                "Put all of them into crons.");
        problems.check(
                !periodic.enabled() || single || !periodic.crons().isEmpty(),
                "crons",
                "",
                "A periodic job needs at least one cron expression.",
                "Add one, such as \"*/15 * * * *\", or disable the block.");
        if (single) {
            cron(periodic.spec(), "spec", problems);
        }
        for (int i = 0; i < periodic.crons().size(); i++) {
            cron(periodic.crons().get(i), "crons[" + i + "]", problems);
        }
    }

    /** Checks the form; the dispatcher, which computes times, knows the rest. */
    private static void cron(String expression, String component, Problems problems) {
        List<String> fields = ImmutableList.copyOf(expression.strip().split("\\s+"));
        boolean wellFormed = fields.size() >= 5
                && fields.size() <= 7
                && fields.stream().allMatch(field -> CRON_FIELD.matcher(field).matches());
        problems.check(
                wellFormed || CRON_NICKNAMES.contains(expression.strip()),
                component,
                expression,
                "It is not a cron expression.",
                "Use five fields (minute, hour, day of month, month, day of week), such as \"0 3 * * *\".");
    }

    private static void parameterized(ParameterizedConfig parameterized, Problems problems) {
        Set<String> both = Sets.intersection(
                ImmutableSet.copyOf(parameterized.metaRequired()), ImmutableSet.copyOf(parameterized.metaOptional()));
        for (String key : both) {
            problems.add(
                    "metaOptional", key, "The key is required and optional at once.", "Remove it from one of the two.");
        }
        problems.unique(parameterized.metaRequired(), "metaRequired", "required key");
        problems.unique(parameterized.metaOptional(), "metaOptional", "optional key");
    }
}
