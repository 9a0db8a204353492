/** Signs demo people and demo clients in at the running issuer, the way a real client would, and hands out the token. */
@NullMarked
package io.aula.devstack.token;

import org.jspecify.annotations.NullMarked;
