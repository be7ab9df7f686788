#include "core/review/publication.h"
