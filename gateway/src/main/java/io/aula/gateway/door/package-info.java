/**
 * What stands between the network and whoever answers, in each channel's pipeline: heads and framing are checked (RFC 9112), requests
 * come through one at a time and their answers leave in that order, senders keep a pace, and what a connection holds is counted.
 * Knows no path and no GraphQL; what it refuses is answered with a JSON error, and the connection ends.
 */
@NullMarked
package io.aula.gateway.door;

import org.jspecify.annotations.NullMarked;
