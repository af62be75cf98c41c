package dev.berth.jobspec.internal.eval;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import dev.berth.jobspec.internal.eval.Functions.Function;
import dev.berth.jobspec.internal.json.JsonReader;
import dev.berth.jobspec.internal.source.Fatal;
import dev.berth.jobspec.internal.source.Source;
import dev.berth.jobspec.internal.tree.Value;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/** Functions that encode texts and values, and hashes. */
final class EncodingFunctions {
    private EncodingFunctions() {}

    static void addTo(ImmutableMap.Builder<String, Function> all) {
        all.put(
                "jsonencode",
                Function.opaque(1, 1, a -> new Value.Text(Json.write(a.value(0), a), Json.holdsRuntime(a.value(0)))));
        all.put("jsondecode", Function.of(1, 1, EncodingFunctions::jsonDecode));
        all.put(
                "base64encode",
                Function.of(1, 1, a -> a.result(Base64.getEncoder().encodeToString(bytes(a.text(0))))));
        all.put("base64decode", Function.of(1, 1, EncodingFunctions::base64Decode));
        all.put("urlencode", Function.of(1, 1, a -> a.result(URLEncoder.encode(a.text(0), StandardCharsets.UTF_8))));
        all.put("md5", Function.of(1, 1, a -> a.result(digest("MD5", a.text(0)))));
        all.put("sha1", Function.of(1, 1, a -> a.result(digest("SHA-1", a.text(0)))));
        all.put("sha256", hash(Hashing.sha256()));
        all.put("sha512", hash(Hashing.sha512()));
        all.put("uuidv5", Function.of(2, 2, EncodingFunctions::uuid));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Function hash(HashFunction function) {
        return Function.of(
                1, 1, a -> a.result(function.hashBytes(bytes(a.text(0))).toString()));
    }

    /* MD5 and SHA-1 are asked for by name and used as fingerprints; nothing of ours relies on their strength. */
    private static String digest(String algorithm, String text) {
        return HexFormat.of().formatHex(digest(algorithm, bytes(text)));
    }

    private static byte[] digest(String algorithm, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no " + algorithm + ".", e);
        }
    }

    private static Value base64Decode(Arguments a) {
        try {
            return a.result(new String(Base64.getDecoder().decode(a.text(0)), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw a.fail(0, "is not base64");
        }
    }

    private static Value jsonDecode(Arguments a) {
        try {
            Value value = JsonReader.readValue(
                    new Source("jsondecode", a.text(0)), a.budget().limits());
            a.budget().steps(value.weight(), a.at());
            return value;
        } catch (Fatal e) {
            throw a.fail(0, "is not JSON: " + e.message() + " (" + e.at() + " in the text)");
        } catch (NoClassDefFoundError e) {
            throw a.fail("The function jsondecode() needs Jackson.", "Add jackson-core to the class path.");
        }
    }

    /* RFC 9562, version 5: the first 16 bytes of SHA-1 over the namespace and the name. */
    private static Value uuid(Arguments a) {
        String namespace = switch (a.text(0)) {
            case "dns" -> "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
            case "url" -> "6ba7b811-9dad-11d1-80b4-00c04fd430c8";
            case "oid" -> "6ba7b812-9dad-11d1-80b4-00c04fd430c8";
            case "x500" -> "6ba7b814-9dad-11d1-80b4-00c04fd430c8";
            default -> a.text(0);
        };
        byte[] space;
        try {
            UUID id = UUID.fromString(namespace);
            space = ByteBuffer.allocate(16)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array();
        } catch (IllegalArgumentException e) {
            throw a.fail(0, "must be dns, url, oid, x500 or a UUID");
        }
        ByteBuffer hash = ByteBuffer.wrap(digest("SHA-1", space, bytes(a.text(1))));
        long high = hash.getLong() & 0xFFFFFFFFFFFF0FFFL | 0x5000L;
        long low = hash.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return a.result(new UUID(high, low).toString());
    }
}
