/**
 * Who calls and what they may see: where credentials are found, whether a token is genuine, and which fields of an operation its
 * holder is refused. Whatever is unknown is refused.
 */
@NullMarked
package io.aula.gateway.policy.auth;

import org.jspecify.annotations.NullMarked;
