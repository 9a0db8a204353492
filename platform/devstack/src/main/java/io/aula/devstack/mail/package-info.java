/** The mail sink: takes every mail by SMTP, delivers none, and shows people and tests what arrived. */
@NullMarked
package io.aula.devstack.mail;

import org.jspecify.annotations.NullMarked;
