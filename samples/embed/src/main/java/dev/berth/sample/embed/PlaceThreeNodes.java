package dev.berth.sample.embed;

import dev.berth.model.Node;
import dev.berth.place.Ask;
import dev.berth.place.PlacementResult;
import dev.berth.place.Placer;
import java.util.List;

/** The README's first example: a handful of asks on three nodes, one of which does not fit. */
public final class PlaceThreeNodes {
    private PlaceThreeNodes() {}

    /** Prints where the asks go. */
    public static void main(String[] args) {
        System.out.println(place());
    }

    static PlacementResult place() {
        List<Node> nodes = List.of(
                Node.builder("n1").cpu(4_000).memoryMiB(8_192).build(),
                Node.builder("n2").cpu(4_000).memoryMiB(8_192).build(),
                Node.builder("n3").cpu(8_000).memoryMiB(16_384).build());
        List<Ask> asks = List.of(
                Ask.builder("web")
                        .count(3)
                        .cpu(500)
                        .memoryMiB(2_048)
                        .spread("${node.unique.id}")
                        .build(),
                Ask.builder("db").cpu(2_000).memoryMiB(16_384).build(),
                Ask.builder("cache").cpu(1_000).memoryMiB(5_632).build());
        return Placer.place(nodes, asks);
    }
}
