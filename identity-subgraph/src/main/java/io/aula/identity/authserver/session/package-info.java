/** Where a person is signed in, which of it they end, and when they last showed that they know the password. */
@NullMarked
package io.aula.identity.authserver.session;

import org.jspecify.annotations.NullMarked;
