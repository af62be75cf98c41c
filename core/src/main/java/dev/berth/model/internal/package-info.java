/** What the model types share and nobody else needs; start at {@link Ids}. Not exported. */
@NullMarked
package dev.berth.model.internal;

import org.jspecify.annotations.NullMarked;
