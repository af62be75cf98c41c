/** Job files: HCL and JSON text becomes jobs, with errors that point at the spot. */
@NullMarked
package dev.berth.jobspec;

import org.jspecify.annotations.NullMarked;
