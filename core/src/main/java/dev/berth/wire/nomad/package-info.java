/** Nomad's JSON form of the model, read and written without losing a field. Start at {@link NomadJson}. */
@NullMarked
package dev.berth.wire.nomad;

import org.jspecify.annotations.NullMarked;
