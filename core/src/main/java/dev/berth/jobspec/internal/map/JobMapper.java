package dev.berth.jobspec.internal.map;

import dev.berth.jobspec.internal.map.Sections.Label;
import dev.berth.jobspec.internal.map.Spec.BlockReading;
import dev.berth.jobspec.internal.source.Fatal;
import dev.berth.jobspec.internal.source.Position;
import dev.berth.jobspec.internal.source.Problems;
import dev.berth.jobspec.internal.source.Suggestion;
import dev.berth.jobspec.internal.tree.Entry;
import dev.berth.jobspec.internal.tree.Section;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
import dev.berth.model.JobLimits;
import dev.berth.model.JobType;
import dev.berth.model.Multiregion;
import dev.berth.model.MultiregionRegion;
import dev.berth.model.MultiregionStrategy;
import dev.berth.model.Problem;
import dev.berth.model.TaskGroup;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns an evaluated file into a job: the tables of this package say which key goes where. Unknown keys, wrong kinds of values
 * and duplicates are all reported; if there are none, so is what the model's own validation finds, each at its place.
 *
 * <p><b>Thread-safety:</b> stateless.
 */
public final class JobMapper {
    private static final BlockReading<MultiregionStrategy> STRATEGY = Spec.<MultiregionStrategy.Builder>of("strategy")
            .integer("max_parallel", MultiregionStrategy.Builder::maxParallel)
            .text("on_failure", MultiregionStrategy.Builder::onFailure)
            .reading(s -> MultiregionStrategy.builder(), MultiregionStrategy.Builder::build);

    private static final BlockReading<MultiregionRegion> REGION = Spec.<MultiregionRegion.Builder>of("a region")
            .integer("count", MultiregionRegion.Builder::count)
            .texts("datacenters", (b, v) -> b.datacenters(List.copyOf(v)))
            .text("node_pool", MultiregionRegion.Builder::nodePool)
            .map("meta", MultiregionRegion.Builder::meta)
            .reading(s -> MultiregionRegion.builder(String.valueOf(Spec.label(s))), MultiregionRegion.Builder::build);

    private static final BlockReading<Multiregion> MULTIREGION = Spec.<Multiregion.Builder>of("multiregion")
            .block("strategy", STRATEGY, Multiregion.Builder::strategy)
            .blocks("region", "regions", Label.REQUIRED, REGION, (b, v) -> b.regions(List.copyOf(v)))
            .reading(s -> Multiregion.builder(), Multiregion.Builder::build);

    private static final Spec<Draft> JOB = Spec.<Draft>of("a job")
            .text("id", (d, v) -> d.id = v)
            .text("name", (d, v) -> d.job.name(v))
            .text("namespace", (d, v) -> d.namespace = v)
            .text("region", (d, v) -> d.job.region(v))
            .value("type", Reading.word(JobType::parse, JobType.values(), JobMapper::typeWord), (d, v) -> d.job.type(v))
            .integer("priority", (d, v) -> d.job.priority(v))
            .truth("all_at_once", (d, v) -> d.job.allAtOnce(v))
            .texts("datacenters", (d, v) -> d.job.datacenters(v))
            .text("node_pool", (d, v) -> d.job.nodePool(v))
            .blocks("constraint", "constraints", Label.NONE, ConstraintSpecs.CONSTRAINT, (d, v) -> d.job.constraints(v))
            .blocks("affinity", "affinities", Label.NONE, ConstraintSpecs.AFFINITY, (d, v) -> d.job.affinities(v))
            .blocks("spread", "spreads", Label.NONE, ConstraintSpecs.SPREAD, (d, v) -> d.job.spreads(v))
            .blocks("group", "taskGroups", Label.REQUIRED, GroupSpecs.GROUP, Draft::groups)
            .blocks("task", "taskGroups", Label.REQUIRED, JobMapper::lonelyTask, Draft::lonelyGroups)
            .block("update", PolicySpecs.UPDATE, (d, v) -> d.job.update(v))
            .block("migrate", PolicySpecs.MIGRATE, (d, v) -> d.job.migrate(v))
            .block("reschedule", PolicySpecs.RESCHEDULE, (d, v) -> d.job.reschedule(v))
            .block("periodic", PolicySpecs.PERIODIC, (d, v) -> d.job.periodic(v))
            .block("parameterized", PolicySpecs.PARAMETERIZED, (d, v) -> d.job.parameterized(v))
            .block("multiregion", MULTIREGION, (d, v) -> d.job.multiregion(v))
            .map("meta", (d, v) -> d.job.meta(v))
            .foreign("vault", "Vault")
            .foreign("consul", "Consul")
            .foreign("ui", "UI")
            .extras((d, v) -> d.job.extras(v));

    private JobMapper() {}

    /**
     * Returns the job of a file, or null after problems were reported.
     *
     * @throws Fatal when the file holds no job
     */
    public static @Nullable Job map(Section file, Problems problems, JobLimits limits) {
        Context context = Context.root(problems);
        Section section = theJob(file, context);
        context.whole(section.at());
        Job job = JOB.reading(s -> new Draft(String.valueOf(Spec.label(s))), Draft::build)
                .read(section, context);
        if (job != null && problems.isEmpty()) {
            validate(job, limits, context);
        }
        return job;
    }

    private static Section theJob(Section file, Context context) {
        List<Entry> jobs = new ArrayList<>();
        for (Entry entry : file.entries()) {
            if (entry.name().equals("job")) {
                jobs.add(entry);
            } else {
                String advice = Suggestion.didYouMean(entry.name(), List.of("job", "variable", "variables", "locals"));
                context.problem(
                        entry.at(),
                        "Unknown key \"" + entry.name() + "\" beside the job.",
                        advice != null ? advice : "A file holds one job block, with everything else inside of it.");
            }
        }
        List<Section> sections = Sections.of(jobs, Label.REQUIRED, "the file", context);
        if (sections.isEmpty()) {
            throw new Fatal(Position.NONE, "The file holds no job.", "Write job \"name\" { ... }.");
        }
        for (Section further : sections.subList(1, sections.size())) {
            context.problem(
                    further.at(),
                    "The file holds a second job, \"" + Spec.label(further) + "\".",
                    "Put each job into a file of its own.");
        }
        return sections.get(0);
    }

    private static String typeWord(JobType type) {
        return type == JobType.CORE ? "" : type.word();
    }

    private static @Nullable TaskGroup lonelyTask(Section section, Context context) {
        TaskSpecs.Draft task = TaskSpecs.TASK.read(section, context.at("tasks", 0, Spec.label(section), section.at()));
        return task == null ? null : GroupSpecs.around(task);
    }

    /** Reports what the model's validation finds, each at the place its path came from, if that is known. */
    static void validate(Job job, JobLimits limits, Context context) {
        for (Problem problem : job.validate(limits)) {
            String value = problem.value().isEmpty() ? "" : " (" + problem.value() + ")";
            String component = problem.path().substring(problem.path().lastIndexOf('.') + 1);
            Position place = context.place(problem.path());
            context.problem(
                    place,
                    "Problem with " + (place.equals(Position.NONE) ? problem.path() : component) + value + ": "
                            + problem.message(),
                    problem.advice().isEmpty() ? null : problem.advice());
        }
    }

    private static final class Draft {
        private final Job.Builder job;
        private String id;
        private String namespace = JobKey.DEFAULT_NAMESPACE;
        private List<TaskGroup> groups = List.of();
        private List<TaskGroup> lonely = List.of();

        Draft(String label) {
            this.id = label;
            this.job = Job.builder(JobKey.of("job")).name(label);
        }

        private void groups(List<GroupSpecs.Draft> drafts) {
            groups = drafts.stream().map(GroupSpecs.Draft::group).toList();
        }

        private void lonelyGroups(List<TaskGroup> made) {
            lonely = made;
        }

        private Job build() {
            List<TaskGroup> all = new ArrayList<>(groups);
            all.addAll(lonely);
            return job.key(new JobKey(namespace, id)).taskGroups(all).build();
        }
    }
}
