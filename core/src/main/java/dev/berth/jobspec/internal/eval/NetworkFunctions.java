package dev.berth.jobspec.internal.eval;

import com.google.common.collect.ImmutableMap;
import com.google.common.net.InetAddresses;
import dev.berth.jobspec.internal.eval.Functions.Function;
import dev.berth.jobspec.internal.tree.Value;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Functions over address blocks such as 10.0.0.0/16. They never ask a name server. */
final class NetworkFunctions {
    private NetworkFunctions() {}

    static void addTo(ImmutableMap.Builder<String, Function> all) {
        all.put("cidrhost", Function.of(2, 2, NetworkFunctions::host));
        all.put("cidrnetmask", Function.of(1, 1, a -> a.result(Block.parse(a).netmask(a))));
        all.put("cidrsubnet", Function.of(3, 3, NetworkFunctions::subnet));
    }

    private static Value host(Arguments a) {
        Block block = Block.parse(a);
        BigInteger size = BigInteger.ONE.shiftLeft(block.bits - block.prefix);
        BigInteger number = BigInteger.valueOf(a.integer(1, -Integer.MAX_VALUE, Integer.MAX_VALUE));
        BigInteger offset = number.signum() < 0 ? size.add(number) : number;
        if (offset.signum() < 0 || offset.compareTo(size) >= 0) {
            throw a.fail(1, "is outside of the block " + a.text(0));
        }
        return a.result(block.text(block.base.add(offset)));
    }

    private static Value subnet(Arguments a) {
        Block block = Block.parse(a);
        int prefix = block.prefix + a.integer(1, 0, block.bits - block.prefix);
        BigInteger number = BigInteger.valueOf(a.integer(2, 0, Integer.MAX_VALUE));
        if (number.bitLength() > prefix - block.prefix) {
            throw a.fail(2, "is too large for " + (prefix - block.prefix) + " bits");
        }
        return a.result(block.text(block.base.add(number.shiftLeft(block.bits - prefix))) + "/" + prefix);
    }

    private record Block(BigInteger base, int prefix, int bits) {
        static Block parse(Arguments a) {
            String text = a.text(0);
            int slash = text.indexOf('/');
            String address = slash < 0 ? "" : text.substring(0, slash);
            String prefix = text.substring(slash + 1);
            if (!InetAddresses.isInetAddress(address) || !prefix.matches("[0-9]{1,3}")) {
                throw a.fail(
                        0, "must be an address block such as 10.0.0.0/16, but is \"" + Convert.shortened(text) + "\"");
            }
            byte[] bytes = InetAddresses.forString(address).getAddress();
            int bits = bytes.length * 8;
            int length = Integer.parseInt(prefix);
            if (length > bits) {
                throw a.fail(0, "has a prefix of more than " + bits + " bits");
            }
            BigInteger mask = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE.shiftLeft(bits - length));
            return new Block(new BigInteger(1, bytes).and(mask), length, bits);
        }

        String netmask(Arguments a) {
            if (bits != 32) {
                throw a.fail(0, "must be an IPv4 block");
            }
            return text(BigInteger.ONE.shiftLeft(32).subtract(BigInteger.ONE.shiftLeft(32 - prefix)));
        }

        String text(BigInteger address) {
            byte[] bytes = new byte[bits / 8];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = address.shiftRight(8 * (bytes.length - 1 - i)).byteValue();
            }
            try {
                return InetAddresses.toAddrString(InetAddress.getByAddress(bytes));
            } catch (UnknownHostException e) {
                throw new AssertionError("4 or 16 bytes are always an address", e);
            }
        }
    }
}
