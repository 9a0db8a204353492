/**
 * GraphQL over HTTP, WebSocket and server-sent events, on Netty: from bytes to a prepared operation and from its answer to bytes. It
 * takes {@code /graphql} and lets every other path pass to whoever stands behind it in the channel's pipeline.
 */
@NullMarked
package io.aula.gateway.edge;

import org.jspecify.annotations.NullMarked;
