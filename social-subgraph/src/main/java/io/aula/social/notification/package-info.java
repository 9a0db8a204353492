/**
 * What people are told, in MongoDB: made of events alone, grouped until it is read, live on every device. It owns who is told of what,
 * what was read and what nobody wants to hear; it keeps no text, since names and titles are others'.
 */
@NullMarked
package io.aula.social.notification;

import org.jspecify.annotations.NullMarked;
