/** Events and live news over RabbitMQ. Knows envelopes, confirms and retries; no event's meaning. */
@NullMarked
package io.aula.platform.messaging;

import org.jspecify.annotations.NullMarked;
