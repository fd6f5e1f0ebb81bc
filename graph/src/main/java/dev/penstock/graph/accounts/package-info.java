/** WhatsApp Business Accounts: their phone numbers and the apps that get their webhooks. */
@NullMarked
package dev.penstock.graph.accounts;

import org.jspecify.annotations.NullMarked;
