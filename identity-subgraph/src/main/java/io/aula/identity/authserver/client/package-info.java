/** What people make for their programs: clients, their secrets, personal tokens; and the scopes there are to choose from. */
@NullMarked
package io.aula.identity.authserver.client;

import org.jspecify.annotations.NullMarked;
