/**
 * The browser's sealed cookie and what it stands for: the gateway is the SPA's confidential OAuth client and keeps its
 * tokens here, so that script in the page can carry none away. Plain Java, used by {@code /graphql} and the Spring routes
 * alike; it knows no route and no framework.
 */
@NullMarked
package io.aula.gateway.session;

import org.jspecify.annotations.NullMarked;
