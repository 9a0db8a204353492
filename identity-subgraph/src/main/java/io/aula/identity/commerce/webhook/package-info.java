/** What Stripe tells of its own accord: kept once, answered at once, and worked on afterwards. */
@NullMarked
package io.aula.identity.commerce.webhook;

import org.jspecify.annotations.NullMarked;
