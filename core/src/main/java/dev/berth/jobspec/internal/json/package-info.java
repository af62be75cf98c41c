/** Reads JSON with Jackson; nothing else in job files touches Jackson. Start at {@link dev.berth.jobspec.internal.json.JsonReader}. */
@NullMarked
package dev.berth.jobspec.internal.json;

import org.jspecify.annotations.NullMarked;
