/**
 * How a host embeds Berth: the examples of the README and of docs/embedding.md. Start at {@link PlaceThreeNodes}, then
 * {@link SmallControlPlane}.
 */
@NullMarked
package dev.berth.sample.embed;

import org.jspecify.annotations.NullMarked;
