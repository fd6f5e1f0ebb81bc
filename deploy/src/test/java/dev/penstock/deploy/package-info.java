/**
 * Looks at what Penstock is deployed with: the Helm chart, the manifests that are made from it, and the compose file.
 */
@NullMarked
package dev.penstock.deploy;

import org.jspecify.annotations.NullMarked;
