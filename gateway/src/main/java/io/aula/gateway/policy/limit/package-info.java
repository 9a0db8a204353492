/** What a document may cost before anyone plans it: counted in one pass over its text, then through its fragments. */
@NullMarked
package io.aula.gateway.policy.limit;

import org.jspecify.annotations.NullMarked;
