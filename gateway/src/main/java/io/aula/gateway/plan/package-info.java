/**
 * A query plan as data, and its text. Nodes say what to fetch, from where, and where the answer belongs; how to send it is the
 * executor's business.
 */
@NullMarked
package io.aula.gateway.plan;

import org.jspecify.annotations.NullMarked;
