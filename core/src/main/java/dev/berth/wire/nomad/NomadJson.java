package dev.berth.wire.nomad;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;

/**
 * Reads and writes the model in the JSON form of Nomad's HTTP API and JSON job files.
 *
 * <pre>{@code
 * Job job = NomadJson.create().read(NomadForm.JOB, text);
 * String again = NomadJson.create().write(NomadForm.JOB, job);
 * }</pre>
 *
 * <p>What is read and written again is the same JSON, up to the order of members: members that this version does not know are kept in the
 * {@code extras} of the value they stand in. Empty lists and maps are written as null, as Nomad does. Durations are whole nanoseconds,
 * sizes MiB (a size that is no whole number of MiB is rounded up there and stands exactly in a member of Berth's own, such as {@code
 * MemoryBytes}), cpu MHz by the {@link CpuScale}. A point in time before 1970 counts as none.
 *
 * <p><b>Thread-safety:</b> immutable. <b>Cost:</b> linear in the length of the text; nothing is built but the result. Nesting is limited to
 * 100 levels below a known member, numbers to 64 bits. Jackson must be there at run time.
 */
public final class NomadJson {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private final CpuScale scale;

    private NomadJson(CpuScale scale) {
        this.scale = scale;
    }

    /** Returns one for hosts whose cpu unit is worth 1 MHz. */
    public static NomadJson create() {
        return new NomadJson(CpuScale.MHZ);
    }

    /** Returns one that maps the host's cpu units to MHz. */
    public static NomadJson create(CpuScale scale) {
        return new NomadJson(scale);
    }

    /**
     * Reads one value; only white space may follow it.
     *
     * @throws NomadJsonException if the text is not JSON, or not of this form; it names line, column and member
     */
    public <T> T read(NomadForm<T> form, String json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            return read(form, parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads one value in UTF-8; only white space may follow it. The stream is read to its end and stays open.
     *
     * @throws NomadJsonException if the text is not JSON, or not of this form; it names line, column and member
     * @throws IOException if reading fails
     */
    public <T> T read(NomadForm<T> form, InputStream json) throws IOException {
        try (JsonParser parser = FACTORY.createParser(json).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)) {
            return read(form, parser);
        }
    }

    private <T> T read(NomadForm<T> form, JsonParser parser) throws IOException {
        JsonIn in = new JsonIn(parser, scale);
        try {
            if (parser.nextToken() == null || in.isNull()) {
                throw in.refusal("There is nothing to read. Begin with a brace or bracket.", null);
            }
            T result = form.reader().read(in);
            if (parser.nextToken() != null) {
                throw in.refusal("Something follows the end of the value. Remove it.", null);
            }
            return result;
        } catch (JsonProcessingException e) {
            throw in.malformed(e);
        }
    }

    /**
     * Writes one value without white space.
     *
     * @throws ArithmeticException if a duration or amount is too large for the form
     */
    public <T> String write(NomadForm<T> form, T value) {
        StringWriter text = new StringWriter();
        try {
            write(form, value, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * Writes one value without white space, in UTF-8. The stream is flushed and stays open.
     *
     * @throws ArithmeticException if a duration or amount is too large for the form
     * @throws IOException if writing fails
     */
    public <T> void write(NomadForm<T> form, T value, OutputStream target) throws IOException {
        try (JsonGenerator generator =
                FACTORY.createGenerator(target).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            form.writer().write(new JsonOut(generator, scale), value);
        }
    }

    private <T> void write(NomadForm<T> form, T value, Writer target) throws IOException {
        try (JsonGenerator generator = FACTORY.createGenerator(target)) {
            form.writer().write(new JsonOut(generator, scale), value);
        }
    }
}
