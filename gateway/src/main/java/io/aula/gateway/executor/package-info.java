/**
 * Plan to response, on one event loop, with callbacks: sends the plan's requests through {@link SubgraphClient}, keeps every answer
 * as slices of the bytes it came in, and writes the response once. It knows nothing of HTTP and never plans.
 */
@NullMarked
package io.aula.gateway.executor;

import org.jspecify.annotations.NullMarked;
