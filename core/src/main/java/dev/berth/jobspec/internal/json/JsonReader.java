package dev.berth.jobspec.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.berth.jobspec.JobFileLimits;
import dev.berth.jobspec.internal.source.Fatal;
import dev.berth.jobspec.internal.source.Position;
import dev.berth.jobspec.internal.source.Source;
import dev.berth.jobspec.internal.tree.Datum;
import dev.berth.jobspec.internal.tree.Field;
import dev.berth.jobspec.internal.tree.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON into values with places. Texts are not evaluated: what stands in them is for run time. Recursion is bounded by
 * {@link JobFileLimits#maxNesting()}.
 *
 * <p>Confined to one thread.
 */
public final class JsonReader {
    private static final int LARGEST_EXPONENT = 300;

    private final JobFileLimits limits;
    private final JsonParser parser;
    private int values;

    private JsonReader(JobFileLimits limits, JsonParser parser) {
        this.limits = limits;
        this.parser = parser;
    }

    /**
     * Returns what stands in a JSON text.
     *
     * @throws Fatal when it is not JSON, or a limit is passed
     */
    public static Datum read(Source source, JobFileLimits limits) {
        try (JsonParser parser = factory(limits).createParser(source.text())) {
            return new JsonReader(limits, parser).file();
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private Datum file() throws IOException {
        try {
            parser.nextToken();
            Datum datum = datum();
            if (parser.nextToken() != null) {
                throw new Fatal(
                        position(parser.currentTokenLocation()), "Something follows after the JSON value.", null);
            }
            return datum;
        } catch (StreamConstraintsException e) {
            throw new Fatal(
                    position(parser.currentTokenLocation()),
                    "The file is nested more than " + limits.maxNesting()
                            + " deep here (limit maxNesting), or a number is too long.",
                    "Simplify it, or raise the limit.",
                    e);
        } catch (JsonProcessingException e) {
            throw new Fatal(position(e.getLocation()), "This is not valid JSON: " + reason(e) + ".", null, e);
        }
    }

    /**
     * Returns the text with everything blanked that is not the value of a member of the outermost object, so that lines and
     * columns stay what they are. The text must have been read before.
     */
    public static String only(Source source, String member) {
        try (JsonParser parser = new JsonFactory().createParser(source.text())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(member);
                parser.nextToken();
                int start = (int) parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                if (wanted) {
                    int end = (int) parser.currentLocation().getCharOffset();
                    String before = source.text().substring(0, start).replaceAll("[^\\n]", " ");
                    return before + source.text().substring(start, end);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory what was read before", e);
        }
        throw new IllegalArgumentException("The text has no member (" + member + ").");
    }

    /** Returns the value that a JSON text holds. */
    public static Value readValue(Source source, JobFileLimits limits) {
        return read(source, limits).value();
    }

    private static JsonFactory factory(JobFileLimits limits) {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(limits.maxNesting())
                .maxStringLength(Integer.MAX_VALUE)
                .maxNumberLength(100)
                .build();
        return new JsonFactoryBuilder().streamReadConstraints(constraints).build();
    }

    private Datum datum() throws IOException {
        Position at = position(parser.currentTokenLocation());
        if (++values > limits.maxTokens()) {
            throw new Fatal(at, "The file has more than " + limits.maxTokens() + " values (limit maxTokens).", null);
        }
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new Fatal(at, "The file is empty.", null);
        }
        return switch (token) {
            case START_OBJECT -> object(at);
            case START_ARRAY -> array(at);
            case VALUE_STRING -> new Datum.Scalar(text(parser.getText()), at);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Datum.Scalar(number(at), at);
            case VALUE_TRUE -> new Datum.Scalar(Value.of(true), at);
            case VALUE_FALSE -> new Datum.Scalar(Value.of(false), at);
            default -> new Datum.Scalar(Value.NULL, at);
        };
    }

    private static Value text(String text) {
        return new Value.Text(text, text.contains("${"));
    }

    private Value number(Position at) throws IOException {
        String text = parser.getText();
        int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
        String power = exponent < 0 ? "0" : text.substring(exponent + 1);
        if (power.length() > 5 || Math.abs(Integer.parseInt(power)) > LARGEST_EXPONENT) {
            throw new Fatal(at, "The exponent of the number (" + text + ") is beyond " + LARGEST_EXPONENT + ".", null);
        }
        return new Value.Num(parser.getDecimalValue());
    }

    private Datum object(Position at) throws IOException {
        List<Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Position nameAt = position(parser.currentTokenLocation());
            String name = parser.currentName();
            if (!names.add(name)) {
                throw new Fatal(nameAt, "The key \"" + name + "\" is set twice.", "Leave one of the two out.");
            }
            parser.nextToken();
            fields.add(new Field(name, nameAt, datum()));
        }
        return new Datum.Fields(fields, at);
    }

    private Datum array(Position at) throws IOException {
        List<Datum> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(datum());
        }
        return new Datum.Items(items, at);
    }

    private static Position position(@Nullable JsonLocation location) {
        return location == null
                ? Position.NONE
                : new Position(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    /* Jackson's first line says what is wrong; what follows are places in its own words. */
    private static String reason(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        for (String tail : List.of("\n", " (for ", " (start marker", " [Source", " at [Source")) {
            int end = message.indexOf(tail);
            message = end < 0 ? message : message.substring(0, end);
        }
        return message.length() > 200 ? message.substring(0, 200) + "..." : message;
    }
}
