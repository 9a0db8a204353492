/** What was paid, and the ledger of every movement of money. */
@NullMarked
package io.aula.identity.commerce.order;

import org.jspecify.annotations.NullMarked;
