#include "core/table/roworder.h"
