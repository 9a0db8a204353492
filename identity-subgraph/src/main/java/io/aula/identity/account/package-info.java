/** People: their profile, roles and language, and how others read them. Refuses passwords and tokens. */
@NullMarked
package io.aula.identity.account;

import org.jspecify.annotations.NullMarked;
