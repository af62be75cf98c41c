package dev.berth.state.internal.codec;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Sets;
import dev.berth.model.Affinity;
import dev.berth.model.AllocatedResources;
import dev.berth.model.AllocatedSharedResources;
import dev.berth.model.AllocatedTaskResources;
import dev.berth.model.Allocation;
import dev.berth.model.Constraint;
import dev.berth.model.Extras;
import dev.berth.model.JobKey;
import dev.berth.model.Lifecycle;
import dev.berth.model.NodeId;
import dev.berth.model.Operand;
import dev.berth.model.Payload;
import dev.berth.model.Plan;
import dev.berth.model.Resources;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes values of any type of the model, every component filled at random; the same seed gives the same value. */
public final class RandomModel {

    private static final List<String> TEXTS = List.of(
            "", "web", "nginx", "${attr.kernel.name}", "größe 😀", "x".repeat(130), "unique.hostname", "10.0.0.1");
    private static final int DEEPEST = 14;

    private final Random random;
    private final Map<Class<?>, Supplier<Object>> special = new LinkedHashMap<>();
    private int depth;

    public RandomModel(long seed) {
        this.random = new Random(seed);
        special.put(String.class, () -> TEXTS.get(random.nextInt(TEXTS.size())));
        special.put(boolean.class, random::nextBoolean);
        special.put(Boolean.class, random::nextBoolean);
        special.put(int.class, () -> (int) number(Integer.MAX_VALUE));
        special.put(Integer.class, () -> (int) number(Integer.MAX_VALUE));
        special.put(long.class, () -> number(Long.MAX_VALUE));
        special.put(Long.class, () -> number(Long.MAX_VALUE));
        special.put(double.class, () -> random.nextInt(3) == 0 ? 0.0 : random.nextGaussian());
        special.put(Double.class, random::nextGaussian);
        special.put(Duration.class, () -> Duration.ofSeconds(number(Long.MAX_VALUE), random.nextInt(1_000_000_000)));
        special.put(Resources.class, this::resources);
        special.put(Payload.class, () -> Payload.of(some(String.class).getBytes(StandardCharsets.UTF_8)));
        special.put(Extras.class, () -> random.nextInt(4) == 0 ? Extras.named(json(3)) : Extras.none());
        special.put(JobKey.class, () -> new JobKey("ns" + random.nextInt(2), "job" + random.nextInt(3)));
        special.put(Constraint.class, this::constraint);
        special.put(Affinity.class, () -> affinity(operand()));
        special.put(Plan.class, this::plan);
        special.put(AllocatedResources.class, this::allocatedResources);
    }

    /** Returns a value of a class that needs no type arguments. */
    public <T> T some(Class<T> type) {
        return boxed(type, value(type));
    }

    @SuppressWarnings("unchecked") // what value(type) makes is of the type; primitives cannot be cast
    private static <T> T boxed(Class<T> type, Object value) {
        return (T) value;
    }

    private long number(long most) {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> random.nextInt(200);
            case 2 -> Math.floorMod(random.nextLong(), most);
            default -> most;
        };
    }

    Object value(Type type) {
        if (type instanceof ParameterizedType generic) {
            return collection((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
        }
        Class<?> raw = (Class<?>) type;
        Supplier<Object> made = special.get(raw);
        if (made != null) {
            return made.get();
        }
        if (raw.isEnum()) {
            return raw.getEnumConstants()[random.nextInt(raw.getEnumConstants().length)];
        }
        if (raw.isRecord()) {
            return record(raw);
        }
        throw new AssertionError("no values of " + raw);
    }

    private Object collection(Class<?> raw, Type[] arguments) {
        if (raw == Map.class) {
            return json(3);
        }
        if (raw == Set.class) {
            return constants((Class<?>) arguments[0]);
        }
        int size = depth > DEEPEST ? 0 : random.nextInt(3);
        if (raw == List.class) {
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                list.add(value(arguments[0]));
            }
            return list;
        }
        SortedMap<Object, Object> map = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            map.put(value(arguments[0]), value(arguments[1]));
        }
        return map;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the argument is an enum
    private Object constants(Class<?> type) {
        Set set = new HashSet();
        Arrays.stream(type.getEnumConstants())
                .filter(constant -> random.nextBoolean())
                .forEach(set::add);
        return Sets.immutableEnumSet(set);
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        depth++;
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            arguments[i] = component(components[i]);
        }
        depth--;
        try {
            return type.getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("cannot make " + type + " of " + Arrays.toString(arguments), e);
        }
    }

    private @Nullable Object component(RecordComponent component) {
        AnnotatedType type = component.getAnnotatedType();
        if (type.isAnnotationPresent(Nullable.class) && random.nextBoolean()) {
            return null;
        }
        boolean mustNotBeEmpty =
                component.getType() == String.class && component.getName().equals("name");
        return mustNotBeEmpty ? "n" + random.nextInt(5) : value(component.getGenericType());
    }

    private Resources resources() {
        return Resources.builder()
                .cpu(number(1L << 50))
                .memoryBytes(number(1L << 50))
                .diskBytes(number(1L << 50))
                .set("seats", random.nextInt(3))
                .set("a.licence", random.nextInt(3))
                .build();
    }

    private Operand operand() {
        return some(Operand.class);
    }

    private Affinity affinity(Operand operand) {
        return new Affinity(some(String.class), operand, some(String.class), random.nextInt(200) - 100, operand.word());
    }

    private Constraint constraint() {
        int kind = depth > DEEPEST ? 0 : random.nextInt(8);
        depth += 4;
        Constraint constraint = switch (kind) {
            case 1 -> new Constraint.AnyOf(List.of(constraint(), constraint()));
            case 2 -> new Constraint.AllOf(List.of(constraint()));
            case 3 -> new Constraint.Not(constraint());
            default -> Constraint.of(some(String.class), operandText(operand()), some(String.class));
        };
        depth -= 4;
        return constraint;
    }

    private String operandText(Operand operand) {
        List<String> words = new ArrayList<>(operand.aliases());
        words.add(operand.word());
        return words.get(random.nextInt(words.size()));
    }

    private AllocatedResources allocatedResources() {
        SortedMap<String, AllocatedTaskResources> tasks = new TreeMap<>();
        SortedMap<String, Lifecycle> lifecycles = new TreeMap<>();
        for (String task : List.of("main", "side")) {
            AllocatedTaskResources any = some(AllocatedTaskResources.class);
            tasks.put(
                    task,
                    any.toBuilder()
                            .cpu(any.cpu() >> 20)
                            .memoryBytes(any.memoryBytes() >> 20)
                            .build());
            if (random.nextBoolean()) {
                lifecycles.put(task, some(Lifecycle.class));
            }
        }
        AllocatedSharedResources any = some(AllocatedSharedResources.class);
        AllocatedSharedResources shared =
                any.toBuilder().diskBytes(any.diskBytes() >> 20).build();
        return AllocatedResources.of(random.nextInt(4) == 0 ? ImmutableSortedMap.of() : tasks, lifecycles, shared);
    }

    /** A plan lists each placement for the node it is on. */
    private Plan plan() {
        Plan any = (Plan) record(Plan.class);
        SortedMap<NodeId, List<Allocation>> placements = new TreeMap<>();
        any.placements().values().stream()
                .flatMap(List::stream)
                .forEach(allocation -> placements
                        .computeIfAbsent(allocation.nodeId(), node -> new ArrayList<>())
                        .add(allocation));
        return any.toBuilder().placements(placements).build();
    }

    /** Returns a JSON-like map of all kinds of values. */
    Map<String, Object> json(int levels) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put("k" + i, jsonValue(levels));
        }
        return map;
    }

    private @Nullable Object jsonValue(int levels) {
        return switch (random.nextInt(levels > 0 ? 7 : 5)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong();
            case 3 -> random.nextGaussian();
            case 4 -> some(String.class);
            case 5 -> json(levels - 1);
            default -> Collections.singletonList(jsonValue(levels - 1));
        };
    }
}
