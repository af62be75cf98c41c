/**
 * The binary form of the model: numbered fields, defaults omitted, unknown fields kept. Start at {@link MessageCodec}; the primitives are
 * {@link WireWriter} and {@link WireReader}, the codecs of the model's types are constants of the {@code …Codecs} classes.
 */
@NullMarked
package dev.berth.state.internal.codec;

import org.jspecify.annotations.NullMarked;
