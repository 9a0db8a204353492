/** What this service's stores hold, for comparing with the others. Private: the gateway has no route to it. */
@NullMarked
package io.aula.social.reconcile;

import org.jspecify.annotations.NullMarked;
