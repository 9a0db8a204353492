/**
 * Compares what the stores say of each other and prints the differences. It reads with the operator's access, changes
 * nothing, and is the one place that looks into several services' stores at once.
 */
@NullMarked
package io.aula.devstack.reconcile;

import org.jspecify.annotations.NullMarked;
