package dev.berth.state.internal.codec;

import dev.berth.model.Job;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All codecs of the model's own types, found by their declarations. */
final class ModelCodecs {

    private ModelCodecs() {}

    /** A type of the model with its codec. */
    record Entry<T>(Class<T> type, Codec<T> codec) {

        T random(long seed) {
            return new RandomModel(seed).some(type);
        }

        @Override
        public String toString() {
            return type.getSimpleName();
        }
    }

    /** Returns the codecs by the simple name of their type. */
    static Map<String, Entry<?>> all() {
        Map<String, Entry<?>> codecs = new TreeMap<>();
        classesBeside(Codec.class)
                .filter(type -> type.getSimpleName().endsWith("Codecs"))
                .flatMap(type -> Arrays.stream(type.getFields()))
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == Codec.class)
                .forEach(field -> {
                    if (argument(field) instanceof Class<?> type && type.getPackage() == Job.class.getPackage()) {
                        codecs.put(type.getSimpleName(), entry(type, field));
                    }
                });
        return codecs;
    }

    private static Type argument(Field field) {
        return ((ParameterizedType) field.getGenericType()).getActualTypeArguments()[0];
    }

    @SuppressWarnings("unchecked") // the field is declared as the codec of that type
    private static <T> Entry<T> entry(Class<T> type, Field field) {
        try {
            return new Entry<>(type, (Codec<T>) field.get(null));
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the top-level classes that stand beside a class of the main code. */
    static Stream<Class<?>> classesBeside(Class<?> type) {
        try {
            Path folder = Path.of(
                            type.getResource(type.getSimpleName() + ".class").toURI())
                    .getParent();
            try (Stream<Path> files = Files.list(folder)) {
                List<String> names = files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".class") && !name.contains("$") && !name.contains("-"))
                        .map(name -> type.getPackageName() + "." + name.substring(0, name.length() - 6))
                        .toList();
                return names.stream().map(ModelCodecs::load);
            }
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
