/** The routing of a Flow as a picture, which {@code penstock flow show --svg} writes. Begin with {@code RoutingSvg}. */
@NullMarked
package dev.penstock.cli.flow.drawing;

import org.jspecify.annotations.NullMarked;
