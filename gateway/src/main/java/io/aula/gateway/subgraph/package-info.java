/**
 * The only outbound HTTP of the engine: requests over kept-alive connections, and streams over WebSocket or server-sent events. A
 * connection belongs to one event loop and is used by it alone.
 */
@NullMarked
package io.aula.gateway.subgraph;

import org.jspecify.annotations.NullMarked;
