package dev.berth.wire.nomad;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Attributes of devices: in Nomad's form an object that says the type, as in {@code {"Int": 11264, "Unit": "MiB"}}; in the model a text
 * such as {@code 11264 MiB}. Stateless.
 */
final class DeviceAttributes {

    private static final Pattern WHOLE = Pattern.compile("(-?\\d{1,18})(?: (\\S+))?");
    private static final Pattern DECIMAL = Pattern.compile("(-?\\d{1,15}\\.\\d{1,15})(?: (\\S+))?");

    private DeviceAttributes() {}

    static String read(JsonIn in) throws IOException {
        StringBuilder value = new StringBuilder();
        StringBuilder unit = new StringBuilder();
        in.members(name -> {
            if (in.isNull()) {
                return;
            }
            switch (name) {
                case "Int" -> value.append(in.whole());
                case "Float" -> value.append(in.number());
                case "Bool" -> value.append(in.flag());
                case "String" -> value.append(in.text());
                case "Unit" -> unit.append(in.text());
                default -> in.keep();
            }
        });
        return unit.isEmpty() ? value.toString() : value + " " + unit;
    }

    static void write(JsonOut out, String text) throws IOException {
        Matcher whole = WHOLE.matcher(text);
        Matcher decimal = DECIMAL.matcher(text);
        out.generator().writeStartObject();
        if (whole.matches()) {
            out.generator().writeNumberField("Int", Long.parseLong(whole.group(1)));
            unit(out, whole);
        } else if (decimal.matches()) {
            out.generator().writeNumberField("Float", Double.parseDouble(decimal.group(1)));
            unit(out, decimal);
        } else if (text.equals("true") || text.equals("false")) {
            out.generator().writeBooleanField("Bool", text.equals("true"));
        } else {
            out.generator().writeStringField("String", text);
        }
        out.generator().writeEndObject();
    }

    private static void unit(JsonOut out, Matcher matcher) throws IOException {
        if (matcher.group(2) != null) {
            out.generator().writeStringField("Unit", matcher.group(2));
        }
    }
}
