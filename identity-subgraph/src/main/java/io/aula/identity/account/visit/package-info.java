/** Somebody on the way to being signed in: where they were going and what they typed so far. Knows no page. */
@NullMarked
package io.aula.identity.account.visit;

import org.jspecify.annotations.NullMarked;
