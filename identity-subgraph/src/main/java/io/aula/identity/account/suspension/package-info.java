/** Staff closes an account for a reason, and opens it again. */
@NullMarked
package io.aula.identity.account.suspension;

import org.jspecify.annotations.NullMarked;
