/** What services have in common as HTTP servers behind the gateway. */
@NullMarked
package io.aula.platform.http;

import org.jspecify.annotations.NullMarked;
