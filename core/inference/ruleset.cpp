#include "core/inference/ruleset.h"
