/**
 * Operation to plan: candidate paths for every leaf, the cheapest combination of them, the fetches it needs, and their order.
 */
@NullMarked
package io.aula.gateway.planner;

import org.jspecify.annotations.NullMarked;
