/** Documents known by hash: those clients register as they go, and the trusted ones a build has written down. */
@NullMarked
package io.aula.gateway.policy.document;

import org.jspecify.annotations.NullMarked;
