/** What was done with an account, for its person and for staff. */
@NullMarked
package io.aula.identity.account.activity;

import org.jspecify.annotations.NullMarked;
