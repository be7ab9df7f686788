#include "core/catalog/catalogchecker.h"
